import { checkLogFilter } from '../../filter/checkLogFilter.ts'
import { logSubject } from '../../filter/logSubject.ts'
import { readLogFilter } from '../../parameter/readLogFilter.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A filter for logs, to be polled; returns its id. */
export const newFilter = defineMethod({
  name: 'eth_newFilter',
  parameters: [required('filter', readLogFilter)],
  handle: ({ ports, filters, limits }, filter) => {
    checkLogFilter(filter, limits)
    return filters.add(logSubject(ports.chain, filter))
  },
})
