import { queryLogs } from '../../chain/queryLogs.ts'
import { InvalidInputError } from '../../error/InvalidInputError.ts'
import { formatLog } from '../../format/formatLog.ts'
import { readHexText } from '../../parameter/readHexText.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** All logs that a log filter matches, as `eth_getLogs` gives them. */
export const getFilterLogs = defineMethod({
  name: 'eth_getFilterLogs',
  parameters: [required('filterId', readHexText)],
  handle: async ({ ports, filters, limits, signal }, filterId) => {
    const { subject } = filters.get(filterId.toLowerCase())
    if (subject.kind !== 'logs')
      throw new InvalidInputError({ problem: 'filter is not a log filter' })
    const logs = await queryLogs(ports.chain, subject.filter, limits, signal)
    return logs.map((log) => formatLog(log))
  },
})
