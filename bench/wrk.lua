-- Asks for the lines of the file that WRK_PATHS names, in turn, each connection's requests mixed with the
-- others'; a line is a path and, after a tab, the value of If-None-Match. Prints one line of JSON.
local asks, at = {}, 0

function init(args)
  local lines = {}
  for line in io.lines(os.getenv("WRK_PATHS")) do lines[#lines + 1] = line end
  for i, line in ipairs(lines) do
    local path, tag = line:match("^([^\t]+)\t?(.*)$")
    asks[i] = wrk.format("GET", path, tag ~= "" and { ["If-None-Match"] = tag } or {})
  end
end

function request()
  at = at % #asks + 1
  return asks[at]
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    'JSON {"requests": %d, "seconds": %.6f, "p50": %.4f, "p95": %.4f, "p99": %.4f, "worst": %.4f, "failed": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
    latency:percentile(99) / 1e3, latency.max / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
