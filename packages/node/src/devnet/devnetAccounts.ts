import { type Address, asAddress, type Hex } from '@mvm/protocol'
import { HDNodeWallet, Mnemonic } from 'ethers'

/** The public development mnemonic that Ethereum's tools share; its accounts hold nothing of value anywhere. */
export const DEVNET_MNEMONIC = 'test test test test test test test test test test test junk'

export interface DevnetAccount {
  readonly address: Address
  readonly privateKey: Hex
}

/** Accounts of the development mnemonic: ten for the user, then those of the devnet's own roles. */
export interface DevnetAccounts {
  readonly users: readonly DevnetAccount[]
  readonly deployer: DevnetAccount
  /** The first one is the devnet's own. */
  readonly sequencers: readonly [DevnetAccount, ...DevnetAccount[]]
  readonly rangers: readonly DevnetAccount[]
}

const USER_COUNT = 10
/** How many accounts anvil must fund so that every role has ETH. */
export const FUNDED_ACCOUNT_COUNT = 17

export function devnetAccounts(): DevnetAccounts {
  const root = HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(DEVNET_MNEMONIC), "m/44'/60'/0'/0")
  const account = (index: number): DevnetAccount => {
    const { address, privateKey } = root.deriveChild(index)
    return { address: asAddress(address), privateKey: privateKey as Hex }
  }
  return {
    users: Array.from({ length: USER_COUNT }, (_, index) => account(index)),
    deployer: account(USER_COUNT),
    sequencers: [account(USER_COUNT + 1), account(USER_COUNT + 2), account(USER_COUNT + 3)],
    rangers: [account(USER_COUNT + 4), account(USER_COUNT + 5), account(USER_COUNT + 6)],
  }
}
