import { optional } from '../../parameter/optional.ts'
import { readAddress } from '../../parameter/readAddress.ts'
import { readData } from '../../parameter/readData.ts'
import { readText } from '../../parameter/readText.ts'
import { required } from '../../parameter/required.ts'
import { defineDevelopmentMethod } from './defineDevelopmentMethod.ts'
import { requireAccount } from './requireAccount.ts'

/** As `eth_sign`, with the message first; a password, which nothing here has, is not looked at. */
export const personalSign = defineDevelopmentMethod({
  name: 'personal_sign',
  parameters: [
    required('message', readData),
    required('address', readAddress),
    optional('password', readText, ''),
  ],
  handle: ({ ports: { development } }, message, account) => {
    requireAccount(development, account)
    return development.signMessage(account, message)
  },
})
