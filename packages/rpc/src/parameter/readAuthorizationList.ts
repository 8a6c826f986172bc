import type { Authorization } from '@mvm/protocol'
import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { need } from './need.ts'
import { readAddress } from './readAddress.ts'
import { readField } from './readField.ts'
import { readFields } from './readFields.ts'
import { readList } from './readList.ts'
import { readQuantity } from './readQuantity.ts'
import { readUint64 } from './readUint64.ts'

function readAuthorization(value: unknown, at: string): Authorization {
  const fields = readFields(value, at)
  const yParity =
    readField(fields, 'yParity', readQuantity, at) ?? need(fields, 'v', readQuantity, at)
  if (yParity > 255n) throw new InvalidParameterError({ at, problem: 'yParity > 8 bits' })
  return {
    chainId: need(fields, 'chainId', readQuantity, at),
    address: need(fields, 'address', readAddress, at),
    nonce: need(fields, 'nonce', readUint64, at),
    yParity: Number(yParity),
    r: need(fields, 'r', readQuantity, at),
    s: need(fields, 's', readQuantity, at),
  }
}

/** Authorizations (EIP-7702), signatures not checked. */
export const readAuthorizationList = readList(readAuthorization)
