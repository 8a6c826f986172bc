import { quantity } from '../../format/quantity.ts'
import { defineDacMethod } from '../defineDacMethod.ts'

/** The Dynamic Bond Threshold: the least allocation that a sequencer of the DAC needs (spec 5.1). */
export const dbt = defineDacMethod({
  name: 'mvm_dbt',
  parameters: [],
  handle: async ({ ports, signal }) => {
    const found = await ports.sequencing.threshold(signal)
    return {
      threshold: quantity(found.threshold),
      escrow: quantity(found.escrow),
      currentEpoch: quantity(found.currentEpoch),
      inCurrentEpoch: quantity(found.inCurrentEpoch),
      inNextEpoch: quantity(found.inNextEpoch),
    }
  },
})
