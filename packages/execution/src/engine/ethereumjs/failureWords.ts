import { EVMError } from '@ethereumjs/evm'

const { errorMessages } = EVMError

/** What geth says where its words are not the engine's. */
const WORDS: ReadonlyMap<string, string> = new Map([
  [errorMessages.REVERT, 'execution reverted'],
  [errorMessages.INVALID_JUMP, 'invalid jump destination'],
  [errorMessages.STATIC_STATE_CHANGE, 'write protection'],
  [errorMessages.CREATE_COLLISION, 'contract address collision'],
  [errorMessages.INSUFFICIENT_BALANCE, 'insufficient balance for transfer'],
  [errorMessages.CODESIZE_EXCEEDS_MAXIMUM, 'max code size exceeded'],
  [errorMessages.INITCODE_SIZE_VIOLATION, 'max initcode size exceeded'],
  [errorMessages.INVALID_BYTECODE_RESULT, 'invalid code: must not begin with 0xef'],
  [errorMessages.OUT_OF_RANGE, 'return data out of bounds'],
])

/** A frame's failure in the words of geth, which tools know. */
export function failureWords(error: string): string {
  return WORDS.get(error) ?? error
}
