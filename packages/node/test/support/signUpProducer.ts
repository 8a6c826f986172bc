import { encodeApprove, encodeRegisterProducer, L1Client } from '@mvm/l1'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { sendCalls } from '../../src/devnet/sendCalls.ts'
import type { TestNetwork } from './TestNetwork.ts'

/** Signs an account that has MT on L1 up as a producer; it counts from the second epoch after. */
export async function signUpProducer(
  { l1, contracts: { metisToken, sequencerPool: spender } }: TestNetwork,
  account: DevnetAccount,
): Promise<void> {
  await sendCalls({
    client: new L1Client({ urls: [l1.url] }),
    account,
    l1ChainId: 31_337,
    calls: [
      { to: metisToken, data: encodeApprove({ spender, amount: 10n ** 24n }) },
      { to: spender, data: encodeRegisterProducer() },
    ],
    signal: new AbortController().signal,
  })
}
