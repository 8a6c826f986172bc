// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ERC20Burnable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";

import {Charter, Permission, TaxBracket} from "../../charter/Charter.sol";
import {CharterRules} from "../../charter/CharterRules.sol";
import {IMVM_DACMaster} from "../../l2/interfaces/IMVM_DACMaster.sol";
import {Parameters} from "../Parameters.sol";
import {AddressAlias} from "../rollup/AddressAlias.sol";
import {GenesisOutput} from "../rollup/GenesisOutput.sol";
import {ICanonicalTransactionChain} from "../rollup/interfaces/ICanonicalTransactionChain.sol";
import {IStateCommitmentChain} from "../rollup/interfaces/IStateCommitmentChain.sol";
import {L2Predeploys} from "../rollup/L2Predeploys.sol";
import {IComCo} from "./interfaces/IComCo.sol";
import {IDACManager} from "./interfaces/IDACManager.sol";
import {Profile} from "./Profile.sol";

/// @notice The Comco protocol: creates DACs.
/// @dev Made after all contracts that it calls, since it creates DAC 0, MVM_RANGERS, when it is made.
contract ComCo is IComCo {
    /// @notice ChainIDs start here, above those that people have chosen by hand.
    uint256 public constant MIN_CHAIN_ID = 2 ** 32;
    /// @notice Wallets take no chainID of this or above.
    uint256 public constant MAX_CHAIN_ID = 4503599627370476;

    uint256 private constant STRICT_WINDOW = 7 days;

    /// @dev For eight brackets into slots that were empty, with room to spare.
    uint256 private constant TAX_RATES_GAS = 500_000;

    uint256 public immutable devWindow;
    uint256 public immutable creationBurn;

    ERC20Burnable public immutable metisToken;
    IDACManager public immutable dacManager;
    ICanonicalTransactionChain public immutable canonicalTransactionChain;
    IStateCommitmentChain public immutable stateCommitmentChain;
    /// @notice Its alias manages MVM_RANGERS.
    address public immutable rangerPool;
    /// @notice The timelock through which MetisDAO acts.
    address public immutable metisDAOTimelock;

    constructor(
        Parameters memory parameters,
        ERC20Burnable metisToken_,
        IDACManager dacManager_,
        ICanonicalTransactionChain canonicalTransactionChain_,
        IStateCommitmentChain stateCommitmentChain_,
        address rangerPool_,
        address metisDAOTimelock_
    ) {
        require(parameters.devWindowSeconds == 0 || !_isPublicL1(), DevProfileRefused());
        devWindow = parameters.devWindowSeconds;
        creationBurn = parameters.creationBurn;
        metisToken = metisToken_;
        dacManager = dacManager_;
        canonicalTransactionChain = canonicalTransactionChain_;
        stateCommitmentChain = stateCommitmentChain_;
        rangerPool = rangerPool_;
        metisDAOTimelock = metisDAOTimelock_;

        Charter memory charter;
        charter.vision =
        "Every chain of the system is checked by people who gain by finding a fault.";
        charter.mission =
        "Check sampled blocks of every DAC, attest what is right, dispute what is not.";
        // Nobody submits but the members, whom RangerPool lists as they come.
        charter.permissions = new Permission[](1);
        charter.permissions[0].operation = CharterRules.ALLOW;
        charter.permissions[0].bit = CharterRules.SUBMIT;
        charter.managementContract = AddressAlias.aliased(rangerPool_);
        CharterRules.requireManagementContract(charter.managementContract);
        _create("mvm-rangers", charter, devWindow == 0 ? Profile.Strict : Profile.Dev);
    }

    /// @inheritdoc IComCo
    function createDAC(string calldata slug, Charter calldata charter, Profile profile)
        external
        returns (uint256 chainId)
    {
        CharterRules.requireValid(charter);
        if (creationBurn > 0) metisToken.burnFrom(msg.sender, creationBurn);
        return _create(slug, charter, profile);
    }

    /// @inheritdoc IComCo
    function setTaxRates(uint256 chainId, TaxBracket[] calldata taxrates)
        external
        returns (uint256 queueIndex)
    {
        require(msg.sender == metisDAOTimelock, NotMetisDAO(msg.sender));
        // What L2 would refuse must not be sent: a deposit that fails says nothing on L1.
        CharterRules.requireTaxRates(taxrates);
        queueIndex = canonicalTransactionChain.enqueueSystem(
            chainId,
            L2Predeploys.MVM_DAC_MASTER,
            TAX_RATES_GAS,
            abi.encodeCall(IMVM_DACMaster.setTaxRates, (taxrates))
        );
        emit TaxRatesSent(chainId, queueIndex, taxrates);
    }

    /// @inheritdoc IComCo
    function genesisOutputRoot(uint256 chainId) external pure returns (bytes32) {
        return GenesisOutput.outputRoot(chainId);
    }

    /// @inheritdoc IComCo
    function windowOf(Profile profile) public view returns (uint256) {
        if (profile != Profile.Dev) return STRICT_WINDOW;
        require(devWindow != 0, DevProfileRefused());
        return devWindow;
    }

    /// @dev The charter is valid.
    function _create(string memory slug, Charter memory charter, Profile profile)
        private
        returns (uint256 chainId)
    {
        chainId = _nextChainId();
        bytes32 charterHash = keccak256(abi.encode(charter));
        dacManager.register(chainId, msg.sender, slug, profile, charterHash);
        stateCommitmentChain.openChain(
            chainId, GenesisOutput.outputRoot(chainId), windowOf(profile)
        );
        canonicalTransactionChain.openChain(
            chainId,
            L2Predeploys.MVM_DAC_MASTER,
            CharterRules.GAS_LIMIT,
            abi.encodeCall(IMVM_DACMaster.initialize, (charter))
        );
        emit DACCreated(chainId, msg.sender, slug, profile, charterHash);
    }

    /// @dev Follows from this deployment and the number of DACs; hashed again while it is taken.
    function _nextChainId() private view returns (uint256 chainId) {
        bytes32 hash = keccak256(abi.encode(block.chainid, address(this), dacManager.dacCount()));
        chainId = _toChainId(hash);
        while (dacManager.exists(chainId)) {
            hash = keccak256(abi.encode(hash));
            chainId = _toChainId(hash);
        }
    }

    function _toChainId(bytes32 hash) private pure returns (uint256) {
        return MIN_CHAIN_ID + uint256(hash) % (MAX_CHAIN_ID - MIN_CHAIN_ID);
    }

    /// @dev Ethereum, Sepolia, Hoodi, Holesky.
    function _isPublicL1() private view returns (bool) {
        uint256 id = block.chainid;
        return id == 1 || id == 11155111 || id == 560048 || id == 17000;
    }
}
