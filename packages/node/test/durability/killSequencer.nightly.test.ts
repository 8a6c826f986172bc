import { afterAll, beforeAll, describe, it } from 'vitest'
import { TestNetwork } from '../support/TestNetwork.ts'
import { expectNothingLost } from './expectNothingLost.ts'
import { killSequencer } from './killSequencer.ts'

describe('a sequencer that is killed hundreds of times under load', () => {
  let network: TestNetwork
  beforeAll(async () => {
    network = await TestNetwork.start()
  })
  afterAll(() => network?.stop())

  it('loses no transaction that it has answered, and no block', async () => {
    const sequencer = await network.sequencer()
    const options = { kills: 250, ratePerS: 100, maxUpMs: 3_000, killStartingEvery: 5 }
    expectNothingLost(await killSequencer(network, sequencer, options))
  })
})
