import {
  encodeApprove,
  encodeStake,
  L1Client,
  L1TransactionSender,
  MemoryIntentJournal,
  readSequencerStanding,
  signerFromKey,
} from '@mvm/l1'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DevnetAccount, devnetAccounts } from '../../src/devnet/devnetAccounts.ts'
import { allocate } from '../../src/sequencing/allocate.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import { waitFor } from '../support/waitFor.ts'

const AMOUNT = 100n * 10n ** 18n

let network: TestNetwork
const end = new AbortController()
beforeAll(async () => {
  network = await TestNetwork.start()
}, 120_000)
afterAll(async () => {
  end.abort()
  await network.stop()
})

it('allocates as soon as the account has staked, however often it was refused before', async () => {
  const { contracts, dac } = network
  const client = new L1Client({ urls: [network.l1.url] })
  const { signal } = end
  const source = { client, contracts, signal }
  // Has MT and no stake.
  const { privateKey } = devnetAccounts().users[1] as DevnetAccount
  const sender = new L1TransactionSender({
    ...{ client, signer: signerFromKey(privateKey), chainId: 31_337 },
    journal: new MemoryIntentJournal(),
  })
  void sender.run(signal)
  const said: unknown[] = []
  const logger = {
    info: (facts: unknown) => said.push(facts),
    error: (facts: unknown) => said.push(facts),
  }
  const { chainId } = dac
  const allocating = allocate({ source, sender, chainId, amount: AMOUNT, logger })
  await waitFor('two refusals', () => said.length >= 2)
  expect(said[0]).toEqual({ chainId, status: 'rejected' })

  const { metisToken, sequencerPool } = contracts
  const approval = encodeApprove({ spender: sequencerPool, amount: AMOUNT })
  await sender.send({ id: 'approve', to: metisToken, data: approval })
  await sender.send({ id: 'stake', to: sequencerPool, data: encodeStake(AMOUNT) })
  await allocating
  expect(said.at(-1)).toEqual({ chainId })
  const { allocated } = await readSequencerStanding(source, chainId, sender.address)
  expect(allocated).toBe(AMOUNT)
})
