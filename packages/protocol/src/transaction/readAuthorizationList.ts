import { asAddress } from '../account/Address.ts'
import { toHex } from '../bytes/toHex.ts'
import type { RlpReader } from '../rlp/RlpReader.ts'
import type { Authorization } from './Transaction.ts'

/** Reads an authorization list, its tuples bounded as EIP-7702 bounds them. Throws MalformedRlpError. */
export function readAuthorizationList(reader: RlpReader): Authorization[] {
  return reader.list(() => {
    const end = reader.enterList()
    const authorization: Authorization = {
      chainId: reader.uint(32),
      address: asAddress(toHex(reader.bytesOfLength(20))),
      nonce: reader.uint(8),
      yParity: Number(reader.uint(1)),
      r: reader.uint(32),
      s: reader.uint(32),
    }
    reader.leaveList(end)
    return authorization
  })
}
