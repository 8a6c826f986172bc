import { numberRecord } from './numberRecord.ts'

/** The first block of which everything is kept; absent while nothing was pruned. */
export const historyRecord = numberRecord('where history begins')
