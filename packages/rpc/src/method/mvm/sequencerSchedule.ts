import { quantity } from '../../format/quantity.ts'
import { optional } from '../../parameter/optional.ts'
import { readNumber } from '../../parameter/readNumber.ts'
import { defineDacMethod } from '../defineDacMethod.ts'

const MOST_EPOCHS = 64

/** Who leads in the next epoch, the current one and as many before as are asked for (spec 5.2). */
export const sequencerSchedule = defineDacMethod({
  name: 'mvm_sequencerSchedule',
  parameters: [optional('epochCount', readNumber, 4)],
  handle: async ({ ports, signal }, epochCount) => {
    const count = Math.max(1, Math.min(epochCount, MOST_EPOCHS))
    const { currentEpoch, epochs } = await ports.sequencing.schedule(count, signal)
    return {
      currentEpoch: quantity(currentEpoch),
      epochs: epochs.map(({ epoch, firstL1Block, state, leader, backups, producer }) => ({
        epoch: quantity(epoch),
        firstL1Block: quantity(firstL1Block),
        ...{ state, leader, backups: [...backups], producer },
      })),
    }
  },
})
