import { tip } from '../peer/entryShape.ts'
import { shape } from '../peer/shape.ts'

const { number, bytes, hash, literal, list, fields, oneOf } = shape

const MAX_TRANSACTIONS = 100_000

const block = fields({ blockHash: hash, transactions: list(bytes, MAX_TRANSACTIONS) })

/** Whether something from another machine is what a producer says to a sequencer; what it says is judged elsewhere. */
export const isProducerAnswer = oneOf(
  fields({ kind: literal('opened'), id: number, signature: bytes }),
  fields({ kind: literal('produced'), id: number, block }),
  fields({
    ...{ kind: literal('declined'), id: number },
    reason: oneOf(literal('behind'), literal('nothing'), literal('refused')),
  }),
  fields({ kind: literal('fetch'), after: tip }),
)
