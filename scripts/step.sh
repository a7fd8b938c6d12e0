# Sourced by scripts/build and scripts/test: says what is being done and how long it took.

# step NAME COMMAND... runs a command and returns its status; a line every 15 s shows that it lives.
step() {
	local name=$1 began=$SECONDS ticker status=0
	shift
	printf '▸ %s\n' "$name"
	(
		trap 'kill "$sleeper" 2>/dev/null; exit' TERM
		while :; do
			sleep 15 >/dev/null 2>&1 &
			sleeper=$!
			wait "$sleeper"
			printf '  … %s: %d s so far\n' "$name" $((SECONDS - began))
		done
	) &
	ticker=$!
	"$@" || status=$?
	kill "$ticker" 2>/dev/null
	wait "$ticker" 2>/dev/null
	if [ "$status" -eq 0 ]; then
		printf '  ✓ %s (%d s)\n' "$name" $((SECONDS - began))
	else
		printf '  ✗ %s failed with status %d (%d s)\n' "$name" "$status" $((SECONDS - began))
	fi
	return "$status"
}

# need TOOL ADVICE ends the script if a tool is missing.
need() {
	if ! command -v "$1" >/dev/null; then
		printf '%s: %s is missing. %s\n' "$0" "$1" "$2" >&2
		exit 1
	fi
}

# need_node ends the script on a Node older than 20: Debian 12's own is 18, and npm ci would fail on it later and darkly.
need_node() {
	need node 'Install Node 20 or newer: https://nodejs.org/'
	need npm 'It comes with Node: https://nodejs.org/'
	if ! node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)'; then
		printf '%s: Node %s is too old. Install Node 20 or newer: https://nodejs.org/\n' "$0" "$(node --version)" >&2
		exit 1
	fi
}

# npm_ci FOLDER installs what the folder's lock file pins, unless that was done after the lock last changed.
npm_ci() {
	local installed=$1/node_modules/.package-lock.json
	if [ -e "$installed" ] && [ ! "$1/package-lock.json" -nt "$installed" ]; then
		return 0
	fi
	step "npm ci in $1" npm ci --prefix "$1" --no-audit --no-fund --loglevel=error
}
