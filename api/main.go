// Command api is Fangzha's service: it records scan-ins and feedback, ranks presenters, searches, and answers
// readers without JavaScript. main.go starts it, run.go puts the parts together, config.go reads the settings;
// the parts are the packages outreach (the domain), store (SQL) and web (HTTP).
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // a bare container has no time zones, and months end at midnight in the registry's
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	os.Exit(run(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr))
}
