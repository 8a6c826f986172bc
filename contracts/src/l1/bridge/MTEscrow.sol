// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {ICanonicalTransactionChain} from "../rollup/interfaces/ICanonicalTransactionChain.sol";
import {ISequencerPool} from "../sequencing/interfaces/ISequencerPool.sol";
import {IL1StandardBridge} from "./interfaces/IL1StandardBridge.sol";

/// @notice MT held for each DAC, and the only ways in and out of it.
/// @dev SequencerPool hears of every change: the Dynamic Bond Threshold follows the escrow.
abstract contract MTEscrow is IL1StandardBridge {
    using SafeERC20 for IERC20;

    /// @notice Gas that a deposit has on L2: a transfer, and enough for a contract that takes note of it.
    uint256 public constant DEPOSIT_GAS_LIMIT = 100_000;

    IERC20 public immutable metisToken;
    ICanonicalTransactionChain public immutable canonicalTransactionChain;
    ISequencerPool public immutable sequencerPool;

    /// @inheritdoc IL1StandardBridge
    mapping(uint256 chainId => uint256 amount) public escrow;

    constructor(
        IERC20 metisToken_,
        ICanonicalTransactionChain canonicalTransactionChain_,
        ISequencerPool sequencerPool_
    ) {
        metisToken = metisToken_;
        canonicalTransactionChain = canonicalTransactionChain_;
        sequencerPool = sequencerPool_;
    }

    /// @dev MT that is here already, or comes before the transaction ends, becomes escrow and is minted on L2.
    function _moveIn(uint256 chainId, address from, address to, uint256 amount)
        internal
        returns (uint256 queueIndex)
    {
        uint256 total = escrow[chainId] + amount;
        escrow[chainId] = total;
        sequencerPool.recordEscrow(chainId, total);
        queueIndex = canonicalTransactionChain.enqueueDeposit(
            chainId, from, from, to, amount, amount, DEPOSIT_GAS_LIMIT, ""
        );
        emit MTDeposited(chainId, queueIndex, from, to, amount);
    }

    /// @dev Whoever calls has noted before that this withdrawal is done.
    function _moveOut(uint256 chainId, address to, uint256 amount) internal {
        uint256 held = escrow[chainId];
        require(held >= amount, EscrowTooLow(chainId, held, amount));
        escrow[chainId] = held - amount;
        sequencerPool.recordEscrow(chainId, held - amount);
        metisToken.safeTransfer(to, amount);
    }

    function _admits(uint256 chainId, uint256 amount) internal view returns (bool) {
        return sequencerPool.admitsEscrow(chainId, escrow[chainId] + amount);
    }
}
