import { fromHex, keccak256Hex } from '@mvm/protocol'
import { L1DataMismatchError } from '../error/L1DataMismatchError.ts'
import { encodeL1Header } from './encodeL1Header.ts'
import type { L1Block } from './L1Block.ts'
import { RpcObject } from './RpcObject.ts'

/**
 * A block in a node's answer. Its hash is recomputed from the header's fields, so that nothing in it can be wrong
 * without changing the hash; a node that answers otherwise gets {@link L1DataMismatchError}. With `isTrusted` that is
 * left out, for an L1 whose headers have fields that this version does not know.
 */
export function parseL1Block(method: string, value: unknown, isTrusted = false): L1Block {
  const fields = new RpcObject(method, value)
  const block: L1Block = {
    number: fields.number('number'),
    hash: fields.hash('hash'),
    parentHash: fields.hash('parentHash'),
    timestamp: fields.number('timestamp'),
    prevRandao: fields.hash('mixHash'),
    baseFeePerGas: fields.bigint('baseFeePerGas'),
    receiptsRoot: fields.hash('receiptsRoot'),
    logsBloom: fields.fixedBytes('logsBloom', 256),
  }
  if (isTrusted) return block
  const actual = keccak256Hex(fromHex(encodeL1Header(fields)))
  if (actual !== block.hash) {
    const what = `the header of L1 block ${block.number}`
    throw new L1DataMismatchError({ what, expected: block.hash, actual })
  }
  return block
}
