import {
  type Address,
  fromHex,
  keccak256Hex,
  payloadFromAppendCalldata,
  type TransactionBatch,
} from '@mvm/protocol'
import type { L1Client } from '../client/L1Client.ts'
import type { L1RequestOptions } from '../client/L1Transport.ts'
import { parseL1Transaction } from '../client/parseL1Transaction.ts'
import type { RpcAnswer, RpcCall } from '../client/RpcCall.ts'
import { L1DataMismatchError } from '../error/L1DataMismatchError.ts'
import { L1ReorganisedError } from '../error/L1ReorganisedError.ts'

type Unread = Omit<TransactionBatch, 'payload'>

const EMPTY = new Uint8Array(0)

/**
 * The batches with their payloads, taken from the calldata of the transactions that appended them and checked against
 * the payload's hash in the event; forced batches have none. An endpoint that gives another transaction counts as
 * failed. Throws {@link L1ReorganisedError} for a transaction that is gone, and what {@link L1Client} throws.
 */
export async function readPayloads(
  client: L1Client,
  canonicalTransactionChain: Address,
  batches: readonly Unread[],
  options: L1RequestOptions,
): Promise<TransactionBatch[]> {
  const sequenced = batches.filter(({ isForced }) => !isForced)
  const batchOfCall = new Map<RpcCall, Unread>()
  const calls = sequenced.map((batch) => {
    const call = { method: 'eth_getTransactionByHash', params: [batch.l1TransactionHash] }
    batchOfCall.set(call, batch)
    return call
  })
  const read = (answer: RpcAnswer, call: RpcCall) => {
    if (!answer.ok) throw answer.error
    const batch = batchOfCall.get(call) as Unread
    if (answer.result === null) {
      const { l1BlockNumber: blockNumber, l1BlockHash: expectedHash } = batch
      throw new L1ReorganisedError({ blockNumber, expectedHash, actualHash: null })
    }
    const { to, input } = parseL1Transaction(call.method, answer.result)
    const isDirect = to === canonicalTransactionChain
    return checkPayload(batch, isDirect ? payloadFromAppendCalldata(fromHex(input)) : null)
  }
  const payloads = await client.transport.requestAll(calls, read, options)
  const payloadOf = new Map(sequenced.map((batch, i) => [batch, payloads[i] as Uint8Array]))
  return batches.map((batch) => ({
    ...batch,
    payload: payloadOf.get(batch) ?? checkPayload(batch, EMPTY),
  }))
}

function checkPayload(batch: Unread, payload: Uint8Array | null): Uint8Array {
  const actual = payload === null ? 'none' : keccak256Hex(payload)
  if (payload !== null && actual === batch.payloadHash) return payload
  const what = `the payload of batch ${batch.batchIndex} of chain ${batch.chainId}`
  throw new L1DataMismatchError({ what, expected: batch.payloadHash, actual })
}
