import { numberRecord } from './numberRecord.ts'

/** A block's number or a batch's index. */
export const indexRecord = numberRecord('an index entry')
