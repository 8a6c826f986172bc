import { L1Client, L1TransactionSender, MemoryIntentJournal, signerFromKey } from '@mvm/l1'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DevnetAccount, devnetAccounts } from '../../src/devnet/devnetAccounts.ts'
import type { NodeParts } from '../../src/role/NodeParts.ts'
import { secureAllocation } from '../../src/sequencing/secureAllocation.ts'
import { TestNetwork } from '../support/TestNetwork.ts'

const ALLOCATION = 2_000n * 10n ** 18n

describe('secureAllocation', () => {
  let network: TestNetwork
  beforeAll(async () => {
    network = await TestNetwork.start()
  }, 120_000)
  afterAll(() => network.stop())

  async function isAllocated(): Promise<boolean> {
    const client = new L1Client({ urls: [network.l1.url] })
    const ending = new AbortController()
    const parts = {
      client,
      deployment: { contracts: network.contracts },
      configuration: { allocationPerDac: ALLOCATION },
      logger: pino({ level: 'silent' }),
    } as unknown as NodeParts
    const sender = new L1TransactionSender({
      client,
      signer: signerFromKey((devnetAccounts().sequencers[1] as DevnetAccount).privateKey),
      chainId: 31_337,
      journal: new MemoryIntentJournal(),
    })
    try {
      return await secureAllocation(parts, sender, network.dac.chainId, ending.signal)
    } finally {
      // The allocation itself is not sent: the sender does not run.
      ending.abort()
    }
  }

  it('is under way while nobody is eligible, and hopeless once another account alone is', async () => {
    // The network's sequencer has allocated, which counts from the second epoch after.
    expect(await isAllocated()).toBe(true)
    await network.l1.call('anvil_mine', '0x28')
    expect(await isAllocated()).toBe(false)
  })
})
