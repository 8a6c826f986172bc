import { readAddress } from '../../parameter/readAddress.ts'
import { required } from '../../parameter/required.ts'
import { defineDevelopmentMethod } from './defineDevelopmentMethod.ts'

/** Takes back what `anvil_impersonateAccount` allowed. */
export const stopImpersonatingAccount = (namespace: 'anvil' | 'hardhat') =>
  defineDevelopmentMethod({
    name: `${namespace}_stopImpersonatingAccount`,
    parameters: [required('address', readAddress)],
    handle: ({ ports }, account) => {
      ports.development.stopImpersonating(account)
      return null
    },
  })
