import { entry, opening, tip } from '../peer/entryShape.ts'
import { shape } from '../peer/shape.ts'

const { number, boolean, bytes, literal, optional, list, fields, oneOf } = shape

const MAX_TRANSACTIONS = 100_000
const MAX_ENTRIES = 1_000

const order = fields({ tip, opens: optional(opening), timestamp: number, allowEmpty: boolean })

/** Whether something from another machine is what a sequencer says to a producer; what it says is judged elsewhere. */
export const isProducerRequest = oneOf(
  fields({ kind: literal('open'), id: number, tip, opening }),
  fields({ kind: literal('produce'), id: number, order }),
  fields({ kind: literal('waiting'), transactions: list(bytes, MAX_TRANSACTIONS) }),
  fields({ kind: literal('entries'), entries: list(entry, MAX_ENTRIES) }),
)
