// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {AddressAlias} from "../rollup/AddressAlias.sol";
import {ICanonicalTransactionChain} from "../rollup/interfaces/ICanonicalTransactionChain.sol";
import {IStateCommitmentChain} from "../rollup/interfaces/IStateCommitmentChain.sol";
import {ISequencerPool} from "../sequencing/interfaces/ISequencerPool.sol";
import {IL1StandardBridge} from "./interfaces/IL1StandardBridge.sol";
import {MTEscrow} from "./MTEscrow.sol";
import {MTWithdrawals} from "./MTWithdrawals.sol";
import {ParkedDeposits} from "./ParkedDeposits.sol";

/// @notice Holds what is bridged into each DAC.
/// @dev MT held here = the sum of the escrows and of what is parked, or more if someone sends it here by
/// mistake.
contract L1StandardBridge is ParkedDeposits, MTWithdrawals {
    using SafeERC20 for IERC20;

    constructor(
        IERC20 metisToken_,
        ICanonicalTransactionChain canonicalTransactionChain_,
        IStateCommitmentChain stateCommitmentChain_,
        ISequencerPool sequencerPool_
    )
        MTEscrow(metisToken_, canonicalTransactionChain_, sequencerPool_)
        MTWithdrawals(stateCommitmentChain_)
    {}

    /// @inheritdoc IL1StandardBridge
    function depositMT(uint256 chainId, address to, uint256 amount)
        external
        returns (uint256 queueIndex, uint256 depositId)
    {
        require(amount > 0, ZeroAmount());
        address from = AddressAlias.ofCaller();
        if (_admits(chainId, amount)) queueIndex = _moveIn(chainId, from, to, amount);
        else depositId = _park(chainId, from, to, amount);
        metisToken.safeTransferFrom(msg.sender, address(this), amount);
    }
}
