import { Common, Hardfork, Mainnet } from '@ethereumjs/common'
import { createEVM, type EVM } from '@ethereumjs/evm'
import { createAccount, createAddressFromString } from '@ethereumjs/util'
import { genesisAccounts } from '@mvm/protocol'

/** An EVM of Osaka whose state is the genesis state. */
export async function genesisEvm(): Promise<EVM> {
  const common = new Common({ chain: Mainnet, hardfork: Hardfork.Osaka })
  const evm = await createEVM({ common })
  for (const [address, { nonce, code }] of genesisAccounts()) {
    const account = createAddressFromString(address)
    await evm.stateManager.putAccount(account, createAccount({ nonce }))
    await evm.stateManager.putCode(account, code)
  }
  return evm
}
