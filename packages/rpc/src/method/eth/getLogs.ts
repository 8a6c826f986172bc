import { queryLogs } from '../../chain/queryLogs.ts'
import { checkLogFilter } from '../../filter/checkLogFilter.ts'
import { formatLog } from '../../format/formatLog.ts'
import { readLogFilter } from '../../parameter/readLogFilter.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** Logs of a range of blocks, or of one by hash. */
export const getLogs = defineMethod({
  name: 'eth_getLogs',
  parameters: [required('filter', readLogFilter)],
  handle: async ({ ports, limits, signal }, filter) => {
    checkLogFilter(filter, limits)
    const logs = await queryLogs(ports.chain, filter, limits, signal)
    return logs.map((log) => formatLog(log))
  },
})
