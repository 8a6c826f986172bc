import { fromHex } from '../bytes/fromHex.ts'
import { keccak256 } from '../hash/keccak256.ts'
import type { BlockSeal, SealDomain } from './BlockSeal.ts'

const DOMAIN_TYPE =
  'EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)'
const SEAL_TYPE =
  'BlockSeal(uint256 chainId,uint256 epoch,uint256 number,bytes32 parentHash,bytes32 blockHash,uint256 originNumber,bytes32 originHash)'

/** The EIP-712 digest that a sequencer signs for a block. */
export function sealDigest(seal: BlockSeal, domain: SealDomain): Uint8Array {
  const separator = hashWords([
    hashText(DOMAIN_TYPE),
    hashText('MVM'),
    hashText('1'),
    word(domain.l1ChainId),
    address(domain.verifyingContract),
  ])
  const content = hashWords([
    hashText(SEAL_TYPE),
    word(seal.chainId),
    word(seal.epoch),
    word(seal.number),
    fromHex(seal.parentHash),
    fromHex(seal.blockHash),
    word(seal.originNumber),
    fromHex(seal.originHash),
  ])
  return keccak256(Buffer.concat([new Uint8Array([0x19, 0x01]), separator, content]))
}

function hashText(text: string): Uint8Array {
  return keccak256(new TextEncoder().encode(text))
}

function hashWords(words: readonly Uint8Array[]): Uint8Array {
  return keccak256(Buffer.concat(words))
}

function word(value: number): Uint8Array {
  return fromHex(`0x${value.toString(16).padStart(64, '0')}`)
}

function address(value: string): Uint8Array {
  return fromHex(`0x${value.slice(2).padStart(64, '0')}`)
}
