package web

import "fangzha/api/outreach"

// routes is everything the service answers. A write never happens on a GET.
func (s *Server) routes() {
	e := s.echo
	recording, reading, searching := s.limited(s.limits.recording), s.limited(s.limits.reading), s.limited(s.limits.searching)

	// For the pages of the site and any other program, in JSON.
	v1 := e.Group("/api/v1")
	v1.POST("/scans", s.postScan, recording)
	v1.POST("/feedback", s.postFeedback, recording)
	v1.POST("/quiz", s.postQuiz, recording)
	v1.GET("/seminars/:id/learning", s.getLearning, reading)
	v1.GET("/leaderboard", s.getLeaderboard, reading)
	v1.GET("/leaderboard/areas", s.getAreaLeaderboard, reading)
	v1.GET("/search", s.getSearch, searching)
	v1.POST("/search", s.postSearch, searching)
	v1.GET("/registry", s.getRegistry, reading)
	v1.GET("/openapi.yaml", s.getOpenAPI, reading)

	// For staff: every use of these writes a row of the audit. Signing in needs a one-time link instead.
	presenter, organiser := s.signedIn(outreach.RolePresenter), s.signedIn(outreach.RoleOrganiser)
	v1.POST("/session", s.postSession, s.limited(s.limits.signingIn), s.sameSite)
	v1.GET("/session", s.getSession, presenter)
	v1.DELETE("/session", s.deleteSession, presenter)
	v1.GET("/live", s.getLive, presenter)
	v1.GET("/live/choices", s.getChoices, presenter)
	v1.GET("/live/count", s.getLiveCount, presenter)
	e.GET(progressRoute, s.getLiveEvents, presenter)
	v1.GET("/sessions", s.getSessions, organiser)
	v1.DELETE("/sessions/:id", s.deleteOtherSession, organiser)
	v1.GET("/seminars/:id/learning/exact", s.getExactLearning, presenter)
	v1.POST("/quiz/batch", s.postQuizBatch, presenter)
	v1.GET("/holds", s.getHolds, organiser)
	v1.POST("/holds/:id", s.postHold, organiser)
	v1.PUT("/seminars/:id/offline", s.putOffline, organiser)
	v1.POST("/slips", s.postSlips, presenter)
	v1.POST("/assisted", s.postAssisted, presenter)
	v1.GET("/comments", s.getComments, organiser)
	v1.POST("/comments/:id", s.postComment, organiser)

	// For readers without JavaScript, in HTML.
	e.GET("/search", s.searchPage, s.asPage, searching)
	e.POST("/search", s.searchPage, s.asPage, searching)
	e.GET("/board", s.boardPage, s.asPage, reading)
	e.POST("/s", s.scanPage, s.asPage, recording, s.sameSite)
	e.GET("/s", s.scanLanding)

	// For whoever runs the service.
	e.GET("/healthz", s.getHealth)
	e.GET("/readyz", s.getReady)
}
