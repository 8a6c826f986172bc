import { afterAll, beforeAll, describe, it } from 'vitest'
import { L1OutageNetwork } from './L1OutageNetwork.ts'

describe('a sequencer whose L1 is away for minutes', () => {
  let network: L1OutageNetwork
  beforeAll(async () => {
    network = await L1OutageNetwork.start()
  })
  afterAll(() => network?.stop())

  it('goes on while L1 hangs', async () => {
    await network.survive({ kind: 'frozen', durationMs: 240_000 })
  })

  it('goes on while L1 hangs for longer than an origin may be old', async () => {
    await network.survive({
      kind: 'frozen',
      durationMs: 240_000,
      burst: 220,
      sealedAway: 'replaced',
    })
  })

  it('goes on when L1 was killed and everything it built on has become too old', async () => {
    await network.survive({
      kind: 'killed',
      durationMs: 240_000,
      burst: 260,
      sealedAway: 'replaced',
    })
  })
})
