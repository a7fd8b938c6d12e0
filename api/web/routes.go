package web

// routes is everything the service answers. A write never happens on a GET.
func (s *Server) routes() {
	e := s.echo

	// For the pages of the site and any other program, in JSON.
	v1 := e.Group("/api/v1")
	v1.POST("/scans", s.postScan)
	v1.POST("/feedback", s.postFeedback)
	v1.GET("/leaderboard", s.getLeaderboard)
	v1.GET("/search", s.getSearch)
	v1.POST("/search", s.postSearch)
	v1.GET("/registry", s.getRegistry)
	v1.GET("/openapi.yaml", s.getOpenAPI)

	// For readers without JavaScript, in HTML.
	e.GET("/search", s.searchPage, s.asPage)
	e.GET("/board", s.boardPage, s.asPage)
	e.POST("/s", s.scanPage, s.asPage, s.sameSite)
	e.GET("/s", s.scanLanding)

	// For whoever runs the service.
	e.GET("/healthz", s.getHealth)
	e.GET("/readyz", s.getReady)
}
