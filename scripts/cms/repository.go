package main

import (
	"os/exec"
	"regexp"
	"strings"
)

// noRepository is what the editor is told when nobody knows where the repository is: GitHub refuses it, a local folder works.
const noRepository = "owner/name"

var githubPattern = regexp.MustCompile(`github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?$`)

// findRepository returns owner/name on GitHub.
func findRepository(root string, getenv func(string) string) string {
	if match := githubPattern.FindStringSubmatch(getenv("REPOSITORY_URL")); match != nil {
		return match[1]
	}
	command := exec.Command("git", "remote", "get-url", "origin")
	command.Dir = root
	address, err := command.Output()
	if err != nil { // no Git, or no origin
		return noRepository
	}
	if match := githubPattern.FindStringSubmatch(strings.TrimSpace(string(address))); match != nil {
		return match[1]
	}
	return noRepository
}
