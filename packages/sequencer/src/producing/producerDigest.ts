import { fromHex, type Hash, hashWords, keccak256, keccak256Hex } from '@mvm/protocol'
import type { BatchOpening } from '../port/BatchOpening.ts'
import type { ProducerDomain } from './ProducerDomain.ts'

const DOMAIN_TYPE =
  'EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)'
const PRODUCER_TYPE = 'Producer(uint256 chainId,bytes32 prevBatchHash,bytes32 originHash)'

/** The EIP-712 digest that a producer signs to open a batch (spec 3). */
export function producerDigest(
  { chainId, prevBatchHash, origin }: Pick<BatchOpening, 'chainId' | 'prevBatchHash' | 'origin'>,
  { l1ChainId, verifyingContract }: ProducerDomain,
): Uint8Array {
  const separator = hashWords<Hash<'domain'>>(
    ...[hashText(DOMAIN_TYPE), hashText('MVM'), hashText('1')],
    ...[l1ChainId, verifyingContract],
  )
  const content = hashWords<Hash<'producer'>>(
    ...[hashText(PRODUCER_TYPE), chainId, prevBatchHash, origin.hash],
  )
  const prefix = new Uint8Array([0x19, 0x01])
  return keccak256(Buffer.concat([prefix, fromHex(separator), fromHex(content)]))
}

function hashText(text: string): `0x${string}` {
  return keccak256Hex(new TextEncoder().encode(text))
}
