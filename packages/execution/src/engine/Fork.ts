/** Rules of the EVM that the engine runs by, named as the Ethereum upgrade that brought them. */
export type Fork = 'cancun' | 'prague' | 'osaka'
