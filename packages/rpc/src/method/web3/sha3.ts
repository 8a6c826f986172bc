import { keccak256 } from '@mvm/protocol'
import { data } from '../../format/data.ts'
import { readData } from '../../parameter/readData.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** keccak256 of bytes. */
export const sha3 = defineMethod({
  name: 'web3_sha3',
  parameters: [required('data', readData)],
  handle: (_context, bytes) => data(keccak256(bytes)),
})
