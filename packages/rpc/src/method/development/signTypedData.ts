import { readAddress } from '../../parameter/readAddress.ts'
import { required } from '../../parameter/required.ts'
import { defineDevelopmentMethod } from './defineDevelopmentMethod.ts'
import { readTypedData } from './readTypedData.ts'
import { requireAccount } from './requireAccount.ts'

/** Signs structured data for an account of `eth_accounts` (EIP-712). */
export const signTypedData = defineDevelopmentMethod({
  name: 'eth_signTypedData_v4',
  parameters: [required('address', readAddress), required('typedData', readTypedData)],
  handle: ({ ports: { development } }, account, typedData) => {
    requireAccount(development, account)
    return development.signTypedData(account, typedData)
  },
})
