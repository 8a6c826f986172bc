import { resolveBlock } from '../../chain/resolveBlock.ts'
import { LimitExceededError } from '../../error/LimitExceededError.ts'
import { data } from '../../format/data.ts'
import { quantity } from '../../format/quantity.ts'
import { latestBlock } from '../../parameter/BlockReference.ts'
import { optional } from '../../parameter/optional.ts'
import { readAddress } from '../../parameter/readAddress.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { readHexText } from '../../parameter/readHexText.ts'
import { readList } from '../../parameter/readList.ts'
import { readStorageSlot } from '../../parameter/readStorageSlot.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A storage key with the form in which the answer repeats it: as geth, whole if it came whole, else a quantity. */
function readKey(value: unknown, at: string) {
  const slot = readStorageSlot(value, at)
  const isWhole = readHexText(value, at).length === 66
  return { slot, key: isWhole ? slot : quantity(BigInt(slot)) }
}

/** An account and storage slots with their Merkle proofs (EIP-1186). */
export const getProof = defineMethod({
  name: 'eth_getProof',
  parameters: [
    required('address', readAddress),
    required('slots', readList(readKey)),
    optional('block', readBlockReference, latestBlock),
  ],
  handle: async ({ ports, limits, signal }, address, keys, block) => {
    if (keys.length > limits.proofSlots) {
      throw new LimitExceededError({
        limit: 'proofSlots',
        allowed: limits.proofSlots,
        problem: `${keys.length} slots are too many`,
        remedy: `ask for at most ${limits.proofSlots}`,
      })
    }
    const at = resolveBlock(ports.chain, block)
    const proof = await ports.state.proof(
      at,
      address,
      keys.map(({ slot }) => slot),
      signal,
    )
    return {
      address,
      accountProof: proof.accountProof.map(data),
      balance: quantity(proof.balance),
      codeHash: proof.codeHash,
      nonce: quantity(proof.nonce),
      storageHash: proof.storageRoot,
      storageProof: proof.storageProofs.map((slotProof, index) => ({
        key: keys[index]?.key ?? '0x0',
        value: quantity(slotProof.value),
        proof: slotProof.proof.map(data),
      })),
    }
  },
})
