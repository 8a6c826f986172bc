import { faultNames } from '@mvm/execution'
import { afterEach, expect, it } from 'vitest'
import {
  faultStories,
  quietBlock,
  setStage,
} from '../../../../scripts/scenario/ranger/faultStories.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import { firstDispute } from './firstDispute.ts'
import { LiveChain } from './LiveChain.ts'

/** Later than the stage, and the same for all. */
const WRONG_BLOCK = 40

let network: TestNetwork | undefined
afterEach(async () => {
  await network?.stop()
  network = undefined
})

it.each(faultNames)(
  'a ranger disputes exactly the wrong block of a sequencer with the fault %s within a minute',
  async (fault) => {
    network = await TestNetwork.start()
    const options = ['--fault', fault, '--fault-from', String(WRONG_BLOCK)]
    const sequencer = await network.sequencer(network.l1.url, options)
    await sequencer.start()
    const stage = await setStage(new LiveChain(network, sequencer))
    const { chain } = stage
    while ((await chain.headNumber()) < WRONG_BLOCK - 1) {
      await chain.block(quietBlock(stage).transactions ?? [])
    }
    const { transactions = [], enqueued } = faultStories[fault](stage)
    expect(await chain.headNumber()).toBe(WRONG_BLOCK - 1)
    if (transactions.length + (enqueued?.length ?? 0) === 0) {
      await chain.block(quietBlock(stage).transactions ?? [])
    } else {
      await chain.block(transactions, enqueued)
    }

    const { dispute, onL1 } = await firstDispute(network, sequencer)
    expect(dispute).toMatchObject({ chainId: chain.chainId, blockNumber: WRONG_BLOCK })
    const { blockNumber, claimedRoot, ownRoot: challengerRoot } = dispute
    expect(onL1).toMatchObject([{ blockNumber, claimedRoot, challengerRoot }])
  },
)
