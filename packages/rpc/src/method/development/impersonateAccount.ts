import { readAddress } from '../../parameter/readAddress.ts'
import { required } from '../../parameter/required.ts'
import { defineDevelopmentMethod } from './defineDevelopmentMethod.ts'

/** From now on `eth_sendTransaction` takes transactions of this account and forces them through L1. */
export const impersonateAccount = (namespace: 'anvil' | 'hardhat') =>
  defineDevelopmentMethod({
    name: `${namespace}_impersonateAccount`,
    parameters: [required('address', readAddress)],
    handle: ({ ports }, account) => {
      ports.development.impersonate(account)
      return null
    },
  })
