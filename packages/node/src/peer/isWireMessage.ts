import { entry, tip } from './entryShape.ts'
import { type Check, shape } from './shape.ts'
import type { WireMessage } from './WireMessage.ts'

const { number, integer, bytes, text, hash, address, literal, optional } = shape
const { list, fields, oneOf } = shape

/** Honest nodes send 256 KiB of them at a time. */
const MAX_TRANSACTIONS = 4_096
const MAX_ENTRIES = 1_000

const ballot = fields({ epoch: number, round: number })
function ofKind(kind: string, more: Readonly<Record<string, Check>>): Check {
  return fields({ kind: literal(kind), ...more })
}

const committee = oneOf(
  ofKind('heartbeat', { ballot, tip, baseEpoch: number }),
  ofKind('alive', { ballot, tip }),
  ofKind('accept', { ballot, entry }),
  ofKind('accepted', { ballot, id: hash, tip }),
  ofKind('canvass', { ballot }),
  ofKind('support', { ballot, baseEpoch: number }),
  ofKind('prepare', { ballot }),
  ofKind('promise', {
    ...{ ballot, tip, baseEpoch: number },
    accepted: optional(fields({ ballot, entry })),
  }),
  ofKind('refuse', { ballot, promised: ballot }),
  ofKind('fetch', { after: tip }),
  ofKind('entries', { entries: list(entry, MAX_ENTRIES) }),
)

const outcome = oneOf(
  fields({ status: literal('accepted'), hash }),
  fields({
    ...{ status: literal('refused'), refusal: text, detail: text },
    expectedNonce: optional(integer),
  }),
  fields({ status: literal('denied'), signer: address, permission: number }),
  fields({ status: literal('unavailable'), reason: text }),
)

const wireMessage = oneOf(
  ofKind('committee', { message: committee }),
  ofKind('transactions', { transactions: list(bytes, MAX_TRANSACTIONS) }),
  ofKind('stored', { hashes: list(hash, MAX_TRANSACTIONS) }),
  ofKind('rest', { tipId: hash }),
  ofKind('submit', { id: number, raw: bytes }),
  ofKind('answer', { id: number, outcome }),
)

/** Whether something that has come from another machine is a message; what it says is judged elsewhere. */
export function isWireMessage(value: unknown): value is WireMessage {
  return wireMessage(value)
}
