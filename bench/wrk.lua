-- Requests for wrk, one per line of the file in argument 1: method, path and body, with tabs between them; in turn.
-- A line with two more parts is a pair: when its answer is there, the second request follows, with the uuid of what was
-- made in place of %UUID%. At the end one line of JSON tells what happened.
local regels, plek, wachtend = {}, 0, {}

function init(args)
    for regel in io.lines(args[1]) do
        local deel = {}
        for stuk in (regel .. "\t"):gmatch("([^\t]*)\t") do deel[#deel + 1] = stuk end
        regels[#regels + 1] = deel
    end
    wrk.headers["Authorization"] = "Token " .. args[2]
    wrk.headers["Content-Type"] = "application/json"
    if regels[1][5] then response = volg end
end

function request()
    local klaar = table.remove(wachtend)
    if klaar then return klaar end
    plek = plek % #regels + 1
    local deel = regels[plek]
    return wrk.format(deel[1], deel[2], nil, deel[3] ~= "" and deel[3] or nil)
end

function volg(status, headers, body)
    if body:find('"hadKlantcontact"', 1, true) then return end
    local uuid = body:match('"uuid" : "([^"]+)"')
    local deel = regels[math.random(#regels)]
    if uuid then
        local vervolg = deel[5]:gsub("%%UUID%%", uuid)
        wachtend[#wachtend + 1] = wrk.format("POST", deel[4], nil, vervolg)
    end
end

function done(summary, latency, requests)
    local fout = summary.errors
    io.write(string.format('\n{"aantal":%d,"us":%d,"fout":%d,"p50":%.3f,"p99":%.3f,"bytes":%d}\n', summary.requests,
        summary.duration, fout.status + fout.connect + fout.read + fout.write + fout.timeout,
        latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.bytes))
end
