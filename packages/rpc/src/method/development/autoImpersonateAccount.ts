import { readFlag } from '../../parameter/readFlag.ts'
import { required } from '../../parameter/required.ts'
import { defineDevelopmentMethod } from './defineDevelopmentMethod.ts'

/** Whether `eth_sendTransaction` takes transactions of everybody. */
export const autoImpersonateAccount = (namespace: 'anvil' | 'hardhat') =>
  defineDevelopmentMethod({
    name: `${namespace}_autoImpersonateAccount`,
    parameters: [required('enabled', readFlag)],
    handle: ({ ports }, isEnabled) => {
      ports.development.impersonateEverybody(isEnabled)
      return null
    },
  })
