// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {AddressAlias} from "../rollup/AddressAlias.sol";
import {ICanonicalTransactionChain} from "../rollup/interfaces/ICanonicalTransactionChain.sol";
import {IL1StandardBridge} from "./interfaces/IL1StandardBridge.sol";

/// @notice Holds what is bridged into each DAC.
/// @dev MT held here = the sum of the escrows, or more if someone sends it here by mistake.
contract L1StandardBridge is IL1StandardBridge {
    using SafeERC20 for IERC20;

    /// @notice Gas that a deposit has on L2: a transfer, and enough for a contract that takes note of it.
    uint256 public constant DEPOSIT_GAS_LIMIT = 100_000;

    IERC20 public immutable metisToken;
    ICanonicalTransactionChain public immutable canonicalTransactionChain;

    /// @inheritdoc IL1StandardBridge
    mapping(uint256 chainId => uint256 amount) public escrow;

    constructor(IERC20 metisToken_, ICanonicalTransactionChain canonicalTransactionChain_) {
        metisToken = metisToken_;
        canonicalTransactionChain = canonicalTransactionChain_;
    }

    /// @inheritdoc IL1StandardBridge
    function depositMT(uint256 chainId, address to, uint256 amount)
        external
        returns (uint256 queueIndex)
    {
        require(amount > 0, ZeroAmount());
        address from = AddressAlias.ofCaller();
        escrow[chainId] += amount;
        queueIndex = canonicalTransactionChain.enqueueDeposit(
            chainId, from, from, to, amount, amount, DEPOSIT_GAS_LIMIT, ""
        );
        emit MTDeposited(chainId, queueIndex, from, to, amount);
        metisToken.safeTransferFrom(msg.sender, address(this), amount);
    }
}
