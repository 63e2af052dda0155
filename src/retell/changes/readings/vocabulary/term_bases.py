"""The dictionary form of every word of `terms`, written down so that no run has to look up two thousand.

Each is what `lexicon.base` says, and a test holds it to that; a word that is missing here is looked up.
"""

from __future__ import annotations

_BASES = """
    abandoned:abandon abduction accident accomplice accord accused:accuse acquire acquisition acquittal
    acquitted:acquit act action activist actor actress adherent adjusted:adjust administration
    adolescent adopted:adopt adored:adore adult advised:advise advocate affair afraid aggression aghast
    agitator agonising:agonise agonizing:agonize agreed:agree agreement aid airport alarm alarmed:alarm
    album aliens:alien allegiance ally altered:alter aluminium aluminum ambassador ambush amended:amend
    amnesty amount anger angry annexed:annex annihilated:annihilate annoyance annoyed:annoy annual
    annually antibiotic anxiety anxious appalled:appal appalling apparatchik appeal appealed:appeal
    appointed:appoint appointment apprehended:apprehend approved:approve arbiter arctic argued:argue
    argument armistice army arrest arrested:arrest arrival arrived:arrive arrogant arson asked:ask
    assassinated:assassinate assault asset assist assistance asteroid astronaut astronomer atrocious
    atrocity attack attacked:attack attorney aunt author authorities:authority avalanche average awful
    axed:ax baby backer bacteria bacterium bad bail bailiff bailout baking:bake balked:balk ban
    bankruptcy bargain bargaining:bargain barged:barge barley barracks:barrack battered:batter battle
    battleship baulked:baulk bay bear beat bedlam began:begin begged:beg begun:begin benefit
    besieged:besiege bickered:bicker bickering:bicker bicycle bid big bill biography biologist bishop
    bitter bizarre black blackmail blasted:blast blaze blew:blow blistering:blister blizzard bloodbath
    blue blunder boastful boat bogus bomb bomber bonanza bond bonus borrow borrower boy boycott brawl
    brawled:brawl bribery bride bridegroom bridge brilliant broadside bronze brother brown brushed:brush
    brutal brutality budget bullet bumped:bump burden bureaucrat burglary burned:burn burnt:burn burst
    bus bushfire busy butchered:butcher buy bylaw cabinet calamity call came:come campaign campaigner
    canal canceled:cancel cancelled:cancel cancer cannon capitulation capsized:capsize captain carbon
    careful carnage case casualty cat cataclysm catastrophe catastrophic cathedral cautious ceasefire
    census challenged:challenge chancellor changed:change chaos charge charged:charge chasm
    checked:check chemist chicken chided:chide chilly choked:choke church city civil civilian claimant
    clampdown clash clashed:clash cleared:clear client clobbered:clobber coach coal cocky cocoa coffee
    cold collapsed:collapse collared:collar college collided:collide colony colossal combat combatant
    comet commanded:command comment communist compelled:compel competitor complained:complain complaint
    completed:complete composer compromise concern concerned:concern condemnation condemned:condemn
    conductor confidence confident confidential confirmed:confirm confiscated:confiscate conflagration
    confusion congressman congresswoman conscript conservative considerable considered:consider
    conspiracy constitution consumed:consume contentious controversial controversy convened:convene
    convict convicted:convict conviction cool copper corn coroner cosmonaut costly cotton councillor
    councilor county coup court cousin covert cow cowardly crackdown crashed:crash crawled:crawl
    creditor cried:cry criminal crisis critic critical criticised:criticise criticism
    criticized:criticize crony crossed:cross crowd crowded:crowd crucial cruel cruelty cruised:cruise
    crunch crusade crushed:crush culprit curb curbed:curb curbs:curb cure cured:cure customer cut
    cyclone dad daily damage damaged:damage dangerous dashed:dash daughter dead deadly deal dean death
    debacle debated:debate debt debtor decided:decide declined:decline decree defeated:defeat defence
    defendant defender defense deferred:defer defiant deficit defied:defy delayed:delay
    delighted:delight demand demanded:demand demolished:demolish demonstration demonstrator
    demoted:demote demurred:demur denounced:denounce dentist departed:depart departure dependence
    dependency deployed:deploy deportation deported:deport deposed:depose depression deprived:deprive
    derailed:derail desert deserted:desert desperate despot destitute destroyed:destroy destroyer
    destruction detained:detain detective detention deteriorated:deteriorate determined:determine
    detested:detest devastated:devastate devastating:devastate devastation devotees:devote diabetes
    diagnosed:diagnose dictator dictatorship died:die diesel difference difficult difficulty
    directed:direct director dirty disadvantaged:disadvantage disagreed:disagree disagreement
    disappointing:disappoint disaster disastrous disciples:disciple disciplined discussed:discuss
    discussions:discussion disease disgrace dishonest disliked:dislike dismal dismissal
    dismissed:dismiss disorder displeased displeasure dispute disputed:dispute disruption distressing
    district ditched:ditch divestment dividend divisive divorced:divorce doctor dog dolphin donate
    doubted:doubt downstream draconian drafted:draft dragged:drag drained:drain dread dreadful drew:draw
    drive drone drought drowned:drown drug duck duty eager earnings earthquake eased:ease east eastern
    economical economist ecstatic editor effort ejected:eject elected:elect election electricity
    electrocuted:electrocute elephant emaciated embassy employee employer enabler enacted:enact
    encouraged:encourage engaged:engage engineer enjoyed:enjoy enormous enraged entered:enter envoy
    epidemic error eruption escorted:escort espionage evacuated:evacuate event evicted:evict
    eviscerated:eviscerate examined:examine excellent excruciating excursion executed:execute
    exhausted:exhaust exile exit exited:exit exodus exonerated:exonerate exorbitant expatriate
    expelled:expel expenditure expensive exploded:explode export exposed:expose extended:extend
    extortion extortionate extradited:extradite extradition extravagance extremist fabrication
    facilitator factory faith false falsehood famine fan fanatic fans:fan far-left far-right fascist
    fatality father faulted:fault fear federation fee ferry feud feuded:feud fiance fiancee fiasco fight
    fighter filed:file film filthy final fine fined:fine finished:finish fire fired:fire firm firmness
    fled:flee flight flood flotation flouted:flout flow flu flung:fling follower followers:follower
    forced:force forest forfeited:forfeit forward fought:fight foul fraud fraudulent fraught freakish
    freed:free freezing:freeze friendly frigate frightened:frighten frogmarched:frogmarch frowned:frown
    frugal full fumed:fume functionary fungus furious fury gained:gain galaxy gang gap gas gasoline
    gathering:gather gazed:gaze geologist gigantic girl glad glared:glare goal goalkeeper goat gold good
    got:get government governor grab grabbed:grab graduate grandfather grandmother grant great green
    grenade grilled:grill grimy grinned:grin grip groom group growth grueling gruelling guard gulf
    gunboat gunman gutted:gut haggled:haggle haggling:haggle halted:halt hammered:hammer handgun handout
    happy harbor harbour hard hardline harm harmed:harm harrowing:harrow harsh harshness hated:hate
    hauled:haul hazardous head headteacher healed:heal hearing:hear heartbreaking heaving:heave
    helicopter hellish help henchman hesitant hidden:hide highway hill hired:hire historian historic hit
    hooligan horde horrific horrified horrifying horse hospital hospitalised:hospitalise
    hospitalized:hospitalize hostage hostile hot hotel hourly howled:howl huge humiliated:humiliate
    hurled:hurl hurricane hurried:hurry hurt hurtled:hurtle husband hydroelectric hydrogen hysteria
    ignored:ignore illegals illness imam immigrant immigrants:immigrant immunised:immunise impatient
    impeached:impeach imploded:implode implored:implore import important imposed:impose
    impoverished:impoverish imprisoned:imprison inaccuracy inaccurate incensed incident income incorrect
    indicted:indict indictment infamous infant infected:infect infection inferno inflation influence
    influenza influx informed:inform injured:injure injury inquest inquiry insisted:insist insolvency
    inspected:inspect instructed:instruct insurgent intermediary interrogated:interrogate
    interrupted:interrupt interviewed:interview intimidated:intimidate intransigent introduced:introduce
    intruded:intrude invaded:invade invaders:invader invasion investigation investigator investor
    invited:invite iron irritation island issue jackpot jail jailed:jail jammed:jam jet jolly jubilant
    judge junket junta juror keen keeper kerosene key kidnapping:kidnap killed:kill killing:kill
    kindergarten king knife knocked:knock lack lackey lake lambasted:lambast landed:land landlord
    landslide lapse large largesse lashed:lash laughed:laugh launched:launch law lawsuit lawyer lead
    leader leadership lease lectured:lecture lecturer leered:leer left:leave left-wing lend lender
    lethal levy liberal liberated:liberate lie lifted:lift liked:like limped:limp lion lithium little
    livid loan loathed:loathe lobbed:lob lockout looked:look loosened:loosen looted:loot lorry loss
    lost:lose loved:love lowered:lower loyalist loyalty lying:lie magistrate maimed maintained:maintain
    maize major majority malaria manager maneuver mangled manoeuvre manslaughter march marched:march
    mare married:marry marxist massacre massacred:massacre massive mathematician matter maximum mayhem
    mayor mean measures:measure median mediator medicine meltdown memoir menaced:menace mercenary merger
    methane midfielder midwife migrant migrants:migrant militant military mine minimum minister minor
    minority minuscule miserly mishap misleading:mislead missile missing:miss mission misstatement
    mistake mistaken:mistake mob modest mom monarchy monk monthly moon moratorium mortar mosque mother
    motorbike motorcycle motorway mountain moved:move movie mulled:mull mum murder murdered:murder murky
    museum mutilated:mutilate mutiny nabbed:nab needy negligible negotiated:negotiate negotiation
    negotiations:negotiation negotiator nephew newcomers:newcomer nickel niece nightmare nightmarish
    nitrogen nodded:nod nominated:nominate north northern notorious novel novelist nuclear nun nurse
    nursery objected:object objection obliterated:obliterate observer obstinate obtained:obtain
    occupied:occupy ocean odd offensive official oil onslaught opera operation opponent opposition
    orange ordered:order ousted:oust outbreak outburst outlay outrage outraged:outrage outstanding
    overcame:overcome overhauled:overhaul overjoyed:overjoy overlooked:overlook overran:overrun
    oversight overthrown:overthrow oxygen ozone packed:pack pact paid:pay painful painkiller pandemic
    pandemonium panic panicked:panic paramedic parasite pardon pardoned:pardon parliament parole
    passed:pass paused:pause pay payment payout peace pelted:pelt penalised:penalise penalized:penalize
    penalties:penalty penalty peninsula pension pensioner perilous perished:perish perpetrator
    persecution petrified:petrify petrol petroleum pharmacist physician physicist pig piled:pile pilot
    pistol plaintiff plan planet plant play pleaded:plead pleased:please plot ploughed:plough
    plowed:plow plundered:plunder plurality pneumonia poem poisoned:poison police policeman poll poor
    pope port postponed:postpone potato poured:pour preached:preach premier president pressed:press
    pricey priest prince principal prison prisoner private probation probe problem producer productivity
    professor profit profligacy progressive prohibition prolonged promoted:promote promotion proposal
    proposed:propose prosecution prosecutor protest protested:protest protester proud province
    psychiatrist psychologist publisher pulled:pull pullout punished:punish punishing:punish pupil
    purchase purple push pushed:push quake qualifier quarantined:quarantine quarrel quarreled:quarrel
    quarrelled:quarrel quarter-final quarterfinal quarterly queen queried:query question
    questioned:question quip quit quizzed:quiz rabbi rabble raced:race radical rage raged:rage raid
    raided:raid railed:rail railroad railway rally rammed:ram rampage ran:run ransacked:ransack rant
    ranted:rant rape ratified:ratify razed:raze reactionary rebel rebuffed:rebuff rebuke rebuked:rebuke
    received:receive recession recommended:recommend recruited:recruit red redeployed:redeploy
    reduced:reduce redundancy reelected:reelect referee referendum refugee refused:refuse regime
    regulations:regulation rejected:reject relaxed:relax released:release reliance remark removed:remove
    renewed:renew rent repealed:repeal replaced:replace reprisals:reprisal reproach reproached:reproach
    republic request requested:request rescue reservoir resignation resigned:resign resolute
    resolved:resolve restarted:restart restaurant restriction restrictions:restriction resumed:resume
    retired:retire retirement retort retreat retreated:retreat returned:return revenue reviewer
    reviled:revile revolver rice rifle rift right right-wing riot rioter ripped:rip risky rival river
    road robbed:rob robbery rocket romped:romp rout routed:rout row ruin ruinous ruler rulers:ruler
    rules:rule ruling:rule rushed:rush sacked:sack sacking:sack sad sailor salary sales:sale sanction
    sanctioned:sanction sanctions:sanction sank:sink satellite satisfied:satisfy savage savaged:savage
    savagery save scandal scarcity scheme school schoolchild scorching:scorch scorned:scorn
    scrapped:scrap screenwriter sea searched:search secret secretary secured:secure seethed:seethe
    seized:seize sell sellout semi-final semifinal senator sensational sentence sentenced:sentence
    separated:separate severance severe severity shady shareholder shark shattered:shatter sheep shell
    sheriff ship shocked:shock shocking:shock shop shortage shotgun shrugged:shrug siege sighed:sigh
    significant silver singer sister sizable sizeable skeletal skewered:skewer skinny skirmish slain
    slammed:slam slashed:slash slaughter slaughtered:slaughter slaying:slay slight slim slip small
    smashed:smash smiled:smile smuggling:smuggle snared:snare snatched:snatch snubbed:snub sobbed:sob
    solar soldier solid son song sore sought:seek south southern soya soybean spacecraft spectacular
    spending:spend spent:spend spiraled:spiral spiralled:spiral split splurge splurged:splurge
    spoke:speak spokesman spokesperson spokeswoman spree spurned:spurn squabbled:squabble
    squabbling:squabble squalid squandered:squander squeeze stadium staggered:stagger stallion
    stampeded:stampede star stared:stare started:start startled:startle startling starved:starve
    statement station statute steal steel stepfather stepmother stepped:step stingy stitch-up
    stole:steal stolen:steal stooge stoppage store stormed:storm strait straitjacket strange
    stranglehold strategy strayed:stray strengthened:strengthen strict strike striker strode:stride
    stroke strongman struck:strike struggle stubborn student studied:study stunned:stun stunning:stun
    submarine subsidy suburb succeeded:succeed suffocated:suffocate sugar suggested:suggest suicide sum
    summoned:summon superb supplier supporter supporters:supporter surge surgeon surprised:surprise
    surprising:surprise surrender survey suspect suspended:suspend suspension suspicion swarm
    swarmed:swarm sway sweltering swept:sweep sword sycophant symphony synagogue taken:take takeover
    talked:talk talks:talk tank tariff tax tea teacher teenager telescope temple tenant tense terrible
    terrified terror terrorist theater theatre theft therapy thin thrashed:thrash threatened:threaten
    threw:throw thrifty throng thrown:throw thug tiger tightened:tighten timid tiny tirade tired toddler
    told:tell toll took:take toppled:topple torched:torch tornado torpedo tossed:toss total tough
    toughness tour tourist town toxin traditional trafficking:traffic tragedy tragic train tram
    transferred:transfer translator trashed:trash traumatised:traumatise traumatized:traumatize treason
    treatment treaty trial tried:try trimmed:trim trip triumphed:triumph trooped:troop troublemaker
    trounced:trounce truce truck trudged:trudge trust tsunami tuberculosis tunnel turkey turmoil
    turned-down turnover typhoon tyrant ultimatum uncle unclean undergraduate uneasy unemployment
    unexpected unhappy university unraveled:unravel unravelled:unravel unrest unseated:unseat untrue
    untruth unusual upended:upend upheaval upheld:uphold upset upstream uranium urged:urge used:use
    vaccinated:vaccinate vaccine valley van vandal vast vendetta verdict very-good vessel vet veteran
    veterinarian vetoed:veto victim village violated:violate virus visit vital volunteer wage
    wailed:wail waiter waitress walked:walk walkout wanted:want war warehouse warfare warm warned:warn
    warship wary waste wasted:waste wave weak weary weekly weighed:weigh weird went:go wept:weep west
    western whale wheat white widow widowed wife wildfire willing wind windfall winked:wink witchhunt
    withdrawal withdrew:withdraw witness wolf won:win worker worried:worry worry worsened:worsen
    worshipped:worship worshippers:worshipper wound wounded wrangled:wrangle wrangling:wrangle wrath
    wrecked:wreck wretched writer yearly yellow zinc
"""
"""A word alone is its own dictionary form; else the form follows a colon."""

BASES = {word: base or word for word, _, base in (entry.partition(":") for entry in _BASES.split())}
