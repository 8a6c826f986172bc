import { resolveBlock } from '../../chain/resolveBlock.ts'
import { formatCharter } from '../../format/formatCharter.ts'
import { latestBlock } from '../../parameter/BlockReference.ts'
import { optional } from '../../parameter/optional.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { defineDacMethod } from '../defineDacMethod.ts'

/** The charter as of a block in its human form (spec 2.3); `null` before block 1. */
export const getCharter = defineDacMethod({
  name: 'mvm_getCharter',
  parameters: [optional('block', readBlockReference, latestBlock)],
  handle: async ({ ports }, reference) => {
    const at = resolveBlock(ports.chain, reference)
    const [charter, { version }] = await Promise.all([
      ports.charter.charter(at),
      ports.charter.settings(at),
    ])
    return charter === null ? null : formatCharter(charter, version)
  },
})
