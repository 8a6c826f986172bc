import { namedOperations, opcodes, permissionBits, permissionMask } from '@mvm/protocol'
import { resolveBlock } from '../../chain/resolveBlock.ts'
import { quantity } from '../../format/quantity.ts'
import { word } from '../../format/word.ts'
import { latestBlock } from '../../parameter/BlockReference.ts'
import { optional } from '../../parameter/optional.ts'
import { readAddress } from '../../parameter/readAddress.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { required } from '../../parameter/required.ts'
import { defineDacMethod } from '../defineDacMethod.ts'

const NAMES = [...opcodes.keys(), ...Object.keys(namedOperations)]

/** `permMask(signer)` as of a block, and by name what it takes away (spec 2.3). */
export const effectiveMask = defineDacMethod({
  name: 'mvm_effectiveMask',
  parameters: [
    required('address', readAddress),
    optional('block', readBlockReference, latestBlock),
  ],
  handle: async ({ ports }, address, reference) => {
    const at = resolveBlock(ports.chain, reference)
    const [words, { version }] = await Promise.all([
      ports.charter.permissionWords(at, address),
      ports.charter.settings(at),
    ])
    const mask = permissionMask(words)
    return {
      address,
      mask: word(mask),
      denied: NAMES.filter((name) =>
        permissionBits(name)?.some((bit) => (mask & (1n << BigInt(bit))) === 0n),
      ),
      charterVersion: quantity(version),
    }
  },
})
