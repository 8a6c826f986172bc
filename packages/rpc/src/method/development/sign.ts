import { readAddress } from '../../parameter/readAddress.ts'
import { readData } from '../../parameter/readData.ts'
import { required } from '../../parameter/required.ts'
import { defineDevelopmentMethod } from './defineDevelopmentMethod.ts'
import { requireAccount } from './requireAccount.ts'

/** Signs a message for an account of `eth_accounts` (EIP-191). */
export const sign = defineDevelopmentMethod({
  name: 'eth_sign',
  parameters: [required('address', readAddress), required('message', readData)],
  handle: ({ ports: { development } }, account, message) => {
    requireAccount(development, account)
    return development.signMessage(account, message)
  },
})
