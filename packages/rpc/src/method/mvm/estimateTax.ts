import { computeTax, predeploys } from '@mvm/protocol'
import { resolveBlock } from '../../chain/resolveBlock.ts'
import { formatTaxBrackets } from '../../format/formatTaxBrackets.ts'
import { quantity } from '../../format/quantity.ts'
import { latestBlock } from '../../parameter/BlockReference.ts'
import { optional } from '../../parameter/optional.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { readCall } from '../../parameter/readCall.ts'
import { required } from '../../parameter/required.ts'
import { defineDacMethod } from '../defineDacMethod.ts'

/** The tax that a transaction pays on top of its value if it succeeds, and the brackets in force (spec 2.4). */
export const estimateTax = defineDacMethod({
  name: 'mvm_estimateTax',
  parameters: [
    required('transaction', readCall),
    optional('block', readBlockReference, latestBlock),
  ],
  handle: async ({ ports }, { to, value = 0n }, reference) => {
    const { taxBrackets, treasury, version } = await ports.charter.settings(
      resolveBlock(ports.chain, reference),
    )
    const isExit = to === predeploys.l2StandardBridge || to === predeploys.l2ToL1MessagePasser
    return {
      tax: quantity(isExit ? 0n : computeTax(taxBrackets, value)),
      taxrates: formatTaxBrackets(taxBrackets),
      treasury,
      charterVersion: quantity(version),
    }
  },
})
