import { EVMError } from '@ethereumjs/evm'

const { errorMessages } = EVMError

/** What geth says where its words are not the engine's. */
const WORDS: ReadonlyMap<string, string> = new Map([
  [errorMessages.REVERT, 'execution reverted'],
  [errorMessages.STATIC_STATE_CHANGE, 'write protection'],
  [errorMessages.CREATE_COLLISION, 'contract address collision'],
  [errorMessages.INSUFFICIENT_BALANCE, 'insufficient balance for transfer'],
  [errorMessages.CODESIZE_EXCEEDS_MAXIMUM, 'max code size exceeded'],
  [errorMessages.INITCODE_SIZE_VIOLATION, 'max initcode size exceeded'],
  [errorMessages.INVALID_BYTECODE_RESULT, 'invalid code: must not begin with 0xef'],
  [errorMessages.OUT_OF_RANGE, 'return data out of bounds'],
])

const INVALID = 0xfe

/**
 * A frame's failure in the words of geth, which tools know.
 *
 * @param opcode the one at which the frame failed, where that is known
 */
export function failureWords(error: string, opcode?: number): string {
  if (error === errorMessages.INVALID_OPCODE && opcode === INVALID) return `${error}: INVALID`
  // The engine says where to.
  if (error.startsWith(errorMessages.INVALID_JUMP)) return 'invalid jump destination'
  return WORDS.get(error) ?? error
}
