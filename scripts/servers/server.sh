# What the scripts beside this file share; they source it. A server's state is kept in one folder:
# its process id, its log, its data, and the lines that tell where it is.

fail() {
  echo "$name: $*" >&2
  exit 1
}

usage() {
  cat >&2
  exit 2
}

# Sets command, state and the options that the calling script names in option_names.
read_arguments() {
  command=${1:-}
  case $command in
    start | stop | status) shift ;;
    *) print_usage ;;
  esac
  local base=${REMOTE_STORE_SERVERS:-$repository/target/servers}
  while [ $# -gt 0 ]; do
    case $1 in
      --*)
        local option=${1#--}
        case " $option_names " in
          *" $option "*) ;;
          *) print_usage ;;
        esac
        [ $# -ge 2 ] || fail "$1 needs a value"
        printf -v "option_${option//-/_}" '%s' "$2"
        shift 2
        ;;
      *)
        base=$1
        shift
        ;;
    esac
  done
  mkdir -p "$base/$name"
  state=$(cd "$base/$name" && pwd)
}

# When a process began: tells it from a later one of the same id.
began() { LC_ALL=C ps -o lstart= -p "$1" 2>/dev/null; }

is_running() {
  local pid start
  [ -f "$state/pid" ] || return 1
  { read -r pid && read -r start; } <"$state/pid"
  [ -n "$start" ] && [ "$(began "$pid" | xargs)" = "$start" ]
}

# Runs a server in the background: its arguments are the command.
launch() {
  nohup "$@" >"$state/log" 2>&1 </dev/null &
  local pid=$!
  printf '%s\n%s\n' "$pid" "$(began "$pid" | xargs)" >"$state/pid"
}

# Whether a port of this machine answers a GET of a path with 200.
answers() {
  local status
  status=$(
    exec 2>/dev/null
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
    printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$2" >&3
    read -r -t 5 line <&3 && printf '%s' "$line"
  ) || return 1
  [[ $status == "HTTP/1.1 200"* ]]
}

# Waits until a server answers; ends with its log where it died or stays silent.
await() {
  local tries=0 answered
  while true; do
    answered=no
    ! answers "$1" "$2" || answered=yes
    if ! is_running; then
      rm -f "$state/pid"
      { echo "$name: it ended while it started; its log:" && cat "$state/log"; } >&2
      exit 1
    fi
    [ "$answered" = no ] || return 0
    tries=$((tries + 1))
    if [ "$tries" -ge 300 ]; then
      { echo "$name: it does not answer on port $1; its log:" && tail -n 50 "$state/log"; } >&2
      stop
      exit 1
    fi
    sleep 0.1
  done
}

is_free() { ! (exec 2>/dev/null 3<>"/dev/tcp/127.0.0.1/$1"); }

# Ends where a port that was asked for is taken: its owner would answer for us.
require_free() { [ -z "$1" ] || is_free "$1" || fail "port $1 is taken"; }

# Prints a port that nobody listens on, below those that the system hands out by itself, and other
# than those that are given.
free_port() {
  local port tries=0
  while [ "$tries" -lt 200 ]; do
    tries=$((tries + 1))
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    case " $* " in *" $port "*) continue ;; esac
    if is_free "$port"; then
      printf '%s' "$port"
      return 0
    fi
  done
  fail "no free port"
}

random_word() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# Writes down one line that a shell can evaluate.
tell() { printf 'export %s=%q\n' "$1" "$2" >>"$state/environment"; }

stop() {
  is_running || {
    rm -f "$state/pid"
    return 0
  }
  local pid tries=0
  read -r pid <"$state/pid"
  kill "$pid" 2>/dev/null || true
  while is_running; do
    tries=$((tries + 1))
    [ "$tries" -ne 100 ] || kill -9 "$pid" 2>/dev/null || true
    [ "$tries" -lt 150 ] || fail "process $pid does not end"
    sleep 0.1
  done
  rm -f "$state/pid"
}

# The calling script gives the function start.
run_command() {
  case $command in
    start)
      is_running || start
      cat "$state/environment"
      ;;
    stop) stop ;;
    status)
      is_running || {
        echo "$name: not running" >&2
        exit 1
      }
      cat "$state/environment"
      ;;
  esac
}
