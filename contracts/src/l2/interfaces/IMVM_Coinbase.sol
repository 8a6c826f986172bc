// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";

/// @notice MT, this chain's native coin, wrapped as an ERC-20 for contracts that know nothing else. The same
/// functions and events as WETH9.
///
/// @dev `totalSupply` is the supply of *wrapped* MT, and exactly the sum of all balances. The supply of the
/// native coin cannot be read on this chain: L1 mints by crediting balances and a SELFDESTRUCT may burn, and
/// no contract sees either. It is at most the DAC's escrow in `L1StandardBridge`, which is the place to ask.
interface IMVM_Coinbase is IERC20Metadata {
    /// @notice The account could not take the native coin.
    error TransferFailed(address account);

    /// @notice When native MT is wrapped.
    event Deposit(address indexed account, uint256 amount);
    /// @notice When wrapped MT is unwrapped.
    event Withdrawal(address indexed account, uint256 amount);

    /// @notice Wraps the native MT sent along. A plain transfer does the same.
    function deposit() external payable;

    /// @notice Unwraps MT of the caller and sends it to the caller.
    function withdraw(uint256 amount) external;
}
