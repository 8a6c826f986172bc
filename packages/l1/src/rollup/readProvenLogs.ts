import type { Address } from '@mvm/protocol'
import type { L1Block } from '../client/L1Block.ts'
import type { L1Client } from '../client/L1Client.ts'
import type { L1Log } from '../client/L1Log.ts'
import type { L1RequestOptions } from '../client/L1Transport.ts'
import { parseL1Receipt } from '../client/parseL1Receipt.ts'
import type { RpcAnswer, RpcCall } from '../client/RpcCall.ts'
import { L1DataMismatchError } from '../error/L1DataMismatchError.ts'
import { L1ReorganisedError } from '../error/L1ReorganisedError.ts'
import { L1ResponseError } from '../error/L1ResponseError.ts'
import type { L1RpcError } from '../error/L1RpcError.ts'
import { receiptsRoot } from './receiptsRoot.ts'

/**
 * All logs of the addresses in the blocks, in order, proven by each block's receipts root: an endpoint can neither
 * leave out nor make up any, and one that tries counts as failed. Throws {@link L1ReorganisedError} for a block that
 * L1 no longer has.
 */
export async function readProvenLogs(
  client: L1Client,
  addresses: readonly Address[],
  blocks: readonly L1Block[],
  options: L1RequestOptions,
): Promise<L1Log[]> {
  const blockOfCall = new Map<RpcCall, L1Block>()
  const calls = blocks.map((block) => {
    const call = { method: 'eth_getBlockReceipts', params: [block.hash] }
    blockOfCall.set(call, block)
    return call
  })
  const read = (answer: RpcAnswer, call: RpcCall) =>
    readLogs(answer, call, blockOfCall.get(call) as L1Block)
  const logs = await client.transport.requestAll(calls, read, options)
  return logs.flat().filter(({ address }) => addresses.includes(address))
}

function readLogs(answer: RpcAnswer, { method }: RpcCall, block: L1Block): L1Log[] {
  const { number: blockNumber, hash: blockHash } = block
  if (answer.ok ? answer.result === null : isUnknownBlock(answer.error)) {
    throw new L1ReorganisedError({ blockNumber, expectedHash: blockHash, actualHash: null })
  }
  if (!answer.ok) throw answer.error
  if (!Array.isArray(answer.result)) {
    throw new L1ResponseError({ method, reason: 'it is no list of receipts' })
  }
  const receipts = answer.result.map((receipt) => parseL1Receipt(method, receipt))
  const actual = receiptsRoot(receipts)
  if (actual !== block.receiptsRoot) {
    const what = `the receipts of L1 block ${blockNumber}`
    throw new L1DataMismatchError({ what, expected: block.receiptsRoot, actual })
  }
  // Where a log stands is the block's, whatever the node wrote beside it.
  let logIndex = 0
  return receipts.flatMap(({ logs, transactionHash }, transactionIndex) =>
    logs.map((log) => {
      const place = { blockNumber, blockHash, transactionHash, transactionIndex }
      return { ...log, ...place, logIndex: logIndex++ }
    }),
  )
}

const METHOD_NOT_FOUND = -32601

function isUnknownBlock({ rpcCode, rpcMessage }: L1RpcError): boolean {
  return rpcCode !== METHOD_NOT_FOUND && /unknown block|not found/i.test(rpcMessage)
}
